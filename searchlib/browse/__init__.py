"""Here is an index, let a person browse it: type and see, narrow, read, cite. The only room that imports Textual."""
