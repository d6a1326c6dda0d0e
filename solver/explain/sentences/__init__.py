"""The explanations in English sentences, made from nothing but their figures and names."""
