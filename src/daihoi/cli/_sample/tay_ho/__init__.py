"""The sample district Tây Hồ (Hà Nội) on 20/2/2020."""
