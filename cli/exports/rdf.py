"""RDF by rdflib: schema.org terms (https://schema.org) and the W3C's organization ontology (https://www.w3.org/TR/vocab-org/).

A district is a schema:AdministrativeArea, a firm an org:Organization, a cluster an org:OrganizationalCollaboration with
its place and members, a figure a schema:Observation, and each of them is based on (schema:isBasedOn) its article.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import ORG, RDF, SKOS, XSD

FORMATS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".jsonld": "json-ld"}
"""The notations by the ending of the file."""
BASE = "urn:kbuild:"
SCHEMA = Namespace("https://schema.org/")
GB2260 = Namespace("urn:gb-t-2260:")


def write(db: sqlite3.Connection, file: Path) -> None:
    """Write the knowledge and its figures to `file`, in the notation that its ending asks for."""
    graph = Graph()
    graph.bind("org", ORG)
    graph.bind("skos", SKOS)
    graph.bind("schema", SCHEMA)
    for add in (_districts, _clusters, _firms, _articles, _figures):
        add(db, graph)
    graph.serialize(str(file), format=FORMATS[file.suffix], encoding="utf-8")


def _iri(kind: str, key: str) -> URIRef:
    return URIRef(f"{BASE}{kind}:{quote(key, safe='')}")


def _districts(db: sqlite3.Connection, graph: Graph) -> None:
    for key, name, full_name, code, parent in db.execute("SELECT id, name, full_name, code, parent_id FROM districts"):
        district = _iri("district", key)
        graph.add((district, RDF.type, SCHEMA.AdministrativeArea))
        graph.add((district, SCHEMA.name, Literal(name, "zh")))
        graph.add((district, SCHEMA.alternateName, Literal(full_name, "zh")))
        if code:
            graph.add((district, SCHEMA.identifier, Literal(code)))
            graph.add((district, SKOS.exactMatch, GB2260[code]))
        if parent:
            graph.add((district, SCHEMA.containedInPlace, _iri("district", parent)))


def _clusters(db: sqlite3.Connection, graph: Graph) -> None:
    for key, industry, tier in db.execute("SELECT id, industry, tier FROM clusters"):
        cluster = _iri("cluster", key)
        graph.add((cluster, RDF.type, ORG.OrganizationalCollaboration))
        graph.add((cluster, SCHEMA.name, Literal(industry, "zh")))
        if tier:
            graph.add((cluster, SCHEMA.category, Literal(tier, "zh")))
    for cluster, district in db.execute("SELECT DISTINCT cluster_id, district_id FROM cluster_districts"):
        graph.add((_iri("cluster", cluster), SCHEMA.location, _iri("district", district)))


def _firms(db: sqlite3.Connection, graph: Graph) -> None:
    for key, name, kind, code in db.execute("SELECT id, name, kind, stock_code FROM firms"):
        firm = _iri("firm", key)
        graph.add((firm, RDF.type, ORG.Organization))
        graph.add((firm, RDF.type, SCHEMA.Corporation if kind == "company" else SCHEMA.ResearchOrganization))
        graph.add((firm, SKOS.prefLabel, Literal(name, "zh")))
        if code:
            graph.add((firm, SCHEMA.tickerSymbol, Literal(code)))
    for firm, alias in db.execute("SELECT firm_id, alias FROM firm_aliases"):
        graph.add((_iri("firm", firm), SKOS.altLabel, Literal(alias, "zh")))
    for firm, district in db.execute(
        "SELECT DISTINCT firm_id, district_id FROM firm_districts WHERE firm_id IS NOT NULL"
    ):
        graph.add((_iri("firm", firm), SCHEMA.location, _iri("district", district)))
    for firm, cluster in db.execute("SELECT DISTINCT firm_id, cluster_id FROM firm_clusters WHERE firm_id IS NOT NULL"):
        graph.add((_iri("firm", firm), ORG.memberOf, _iri("cluster", cluster)))


def _articles(db: sqlite3.Connection, graph: Graph) -> None:
    for key, title, published in db.execute("SELECT id, title, published_on FROM articles"):
        article = _iri("article", key)
        graph.add((article, RDF.type, SCHEMA.Article))
        if title:
            graph.add((article, SCHEMA.headline, Literal(title, "zh")))
        if published:
            graph.add((article, SCHEMA.datePublished, Literal(published, datatype=XSD.date)))


def _figures(db: sqlite3.Connection, graph: Graph) -> None:
    query = (
        "SELECT id, article_id, text, value, value_high, unit, metric, subject, district_id, cluster_id, firm_id, "
        "period_start, period_end FROM figures"
    )
    for key, article, text, value, high, unit, metric, subject, district, cluster, firm, start, end in db.execute(
        query
    ):
        figure = _iri("figure", key)
        graph.add((figure, RDF.type, SCHEMA.Observation))
        graph.add((figure, SCHEMA.isBasedOn, _iri("article", article)))
        graph.add((figure, SCHEMA.description, Literal(text, "zh")))
        graph.add((figure, SCHEMA.minValue if high is not None else SCHEMA.value, Literal(value, datatype=XSD.double)))
        for term, said in (
            (SCHEMA.maxValue, None if high is None else Literal(high, datatype=XSD.double)),
            (SCHEMA.unitText, unit and Literal(unit, "zh")),
            (SCHEMA.measuredProperty, metric and Literal(metric, "zh")),
            (SCHEMA.about, subject and Literal(subject, "zh")),
            (SCHEMA.observationPeriod, start and Literal(f"{start}/{end}")),
        ):
            if said:
                graph.add((figure, term, said))
        for kind, owner in (("district", district), ("cluster", cluster), ("firm", firm)):
            if owner:
                graph.add((figure, SCHEMA.observationAbout, _iri(kind, owner)))
