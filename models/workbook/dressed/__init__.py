"""The dressed workbook: a case as a document that ministries fill in, in their language."""
