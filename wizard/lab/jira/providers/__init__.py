"""Builds, deployments and feature flags: what apps tell beside development information."""
