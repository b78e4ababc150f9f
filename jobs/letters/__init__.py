"""Signed letters of apology that came back into a folder of this machine."""
