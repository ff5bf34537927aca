"""The engine: checks, plan, apply, undo, resume, by-hand tasks, proof. No Qt, no HTTP; drives window, commands
and tests alike.
"""
