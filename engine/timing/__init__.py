"""Instants, time zones, and the watch: the hours that are scored.

Text and numbers become instants in `timestamps`: the formats are in `text_formats`, `date_words`, `number_formats` and
`epochs`, the order of day and month in `day_order`, what the analyst sets in `time_format`. Two columns are joined in
`date_and_time`. Local times become instants in `timezones`; the hour that clocks show twice needs the rows
(`repeated_hour`). Where the data end within a watch: `partial_watches`.
"""
