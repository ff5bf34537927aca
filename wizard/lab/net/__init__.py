"""The small internet itself: names, certificates, listeners, clock, proxy and control."""
