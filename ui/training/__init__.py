"""Windows for training: a printer made of software, whose papers come out on the screen.

``printer_window`` composes: ``paper_desk`` holds the papers, ``fault_panel`` breaks and mends the printer, ``words`` says
what each fault is.
"""
