"""The map in Chromium, beside an empty one and beside raw Folium."""
