"""The sample province: Điện Biên on 15/5/2020, as published; what was not published is generated and says so."""
