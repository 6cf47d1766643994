"""Static files, translations, the render context, link metadata and the sitemap."""
