"""The pages of the wizard, one a file, with the ids of the steps. They are loaded when they are first needed."""
