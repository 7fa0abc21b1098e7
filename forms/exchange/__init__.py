"""Forms travel: to and from other programs' files, and onto paper."""
