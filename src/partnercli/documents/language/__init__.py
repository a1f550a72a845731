"""The languages of documents: what each brings stands in one module of its own, and in no other place."""
