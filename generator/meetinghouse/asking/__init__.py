"""A record by question and answer: what is asked, what the checker says to each answer, and the file it becomes."""
