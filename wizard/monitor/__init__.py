"""Repeats checks and reconciles both sides over time; its first part comes with the monitor."""
