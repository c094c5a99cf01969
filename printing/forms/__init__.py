"""The unit's forms as PDF, in Tinos (the metrics of Times New Roman), every font embedded."""
