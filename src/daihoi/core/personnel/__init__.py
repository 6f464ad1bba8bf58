"""Personnel: people, schemes and their structure, the steps of the process, appraisal, and what became of it."""
