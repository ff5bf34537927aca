"""What the site has to do with the Marketplace: offers, updates, private listings, and the era of installs."""
