"""What several pages share: filter form, tables, bar charts, labels."""
