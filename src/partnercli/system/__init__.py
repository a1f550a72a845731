"""What differs from one computer to another: what its system can do, and how the tool was installed there.

What is asked of the operating system and not every one has is one function each, with a plain path beside it.
The whole path is that of Linux and macOS. Where the system lacks it, as Windows does, the plain one is taken; what that
does not promise stands in its docstring, and for users in SECURITY.md. Which one is taken depends on what the system
can do, never on its name.
"""
