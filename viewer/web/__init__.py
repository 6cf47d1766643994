"""Assets, translations, rendering, sharing and the sitemap."""
