"""The public look-up screen (tra cứu): where a dossier stands, and the procedures posted with their papers, fees, days."""
