"""The project report: the results of one round on two A4 pages, as PDF/UA."""

from participatiemonitor.publication.reports.project.report import Made, ProjectReport, render_pdf

__all__ = ["Made", "ProjectReport", "render_pdf"]
