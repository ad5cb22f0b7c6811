package io.bidiclient.bench.search;

/**
 * What a search found.
 *
 * @param streams the largest number that held all gates; 0 where not even one stream did
 * @param confirmed whether it held twice and one more did not
 * @param end why the search ended, for people
 */
public record SearchResult(int streams, boolean confirmed, String end) {}
