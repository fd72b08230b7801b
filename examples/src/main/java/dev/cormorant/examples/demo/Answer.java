package dev.cormorant.examples.demo;

import java.util.List;

/**
 * What the database said to one question.
 *
 * @param name a word for programs
 * @param question the question in plain words
 * @param columns the names of the columns
 * @param rows one list a row, as long as {@code columns}: texts, whole numbers and decimals
 */
record Answer(String name, String question, List<String> columns, List<List<Object>> rows) {

    Answer {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
