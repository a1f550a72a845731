"""What a file of a repository may say: one model per kind of file, and the small values they are made of."""
