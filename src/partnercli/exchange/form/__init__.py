"""The form: a workbook in which a delegation replies, and what stands in it when it comes back."""
