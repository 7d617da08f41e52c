"""Here is a term, give me its postings; here is a document, give me its value."""
