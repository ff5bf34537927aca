"""Pipelines, environments, deployments and feature flags of projects; a world starts without any."""
