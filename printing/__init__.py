"""Paper: what the unit prints, as pictures, bytes and PDF, and the printers that take it.

``fonts`` and ``raster`` draw Vietnamese text dot by dot; ``barcodes`` draws codes on whole dots; ``layouts`` say how
each document looks on a thermal roll; ``escpos`` turns a picture into a printer's bytes and reads its replies;
``transports`` carry the bytes; ``sending`` puts one paper through a printer; ``virtual`` is a printer made of
software; ``forms`` are PDFs.
"""
