"""The one declaration of the tables, their columns and the rules of a scenario."""
