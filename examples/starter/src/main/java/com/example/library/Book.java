package com.example.library;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A book, and how many copies of it are on the shelf. */
@Table(name = "book")
public record Book(
        @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id,
        @Column(length = 100) String title,
        @Column(length = 60) String author,
        int copies,
        @Version int version) {

    public Book withCopies(int left) {
        return new Book(id, title, author, left, version);
    }
}
