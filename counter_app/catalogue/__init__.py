"""The catalogue (danh mục thủ tục): services and procedures, versioned; dossiers keep the version they came in under.

``procedures`` are the values; ``importing`` reads a file, with ``document`` for its models and ``lines`` for the line
each value stands on, so that a fault names file, line and field.
"""
