"""The Folium map, its elements and its columnar data for the browser."""
