"""Questions that partners bring: the words of the consent, how they stand, and their lines in the timeline."""
