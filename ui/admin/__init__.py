"""The admin's window: services, counters, staff, days, settings. Forms are made from declarations.

``window`` composes; ``page_list`` finds pages and fields; ``page`` is what a page is; ``form``, ``row`` and ``editors``
make a form from ``Declared``; ``settings_page`` is one group of settings; ``record_page`` is a list with a form beside
it, and ``services_page``, ``counters_page``, ``staff_page``, ``days_page`` are such lists.
"""
