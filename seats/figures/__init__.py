"""电话量曲线图 and the figures beside it: for supervisors, within their jurisdiction, as JSON, CSV and XLSX."""
