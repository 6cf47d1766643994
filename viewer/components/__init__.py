"""Parts that several pages share: filter form, tables, bar charts, labels, names, facts."""
