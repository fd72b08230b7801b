package dev.cormorant.benchmarks.peers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The rows as Hibernate wants them: classes with a constructor without parameters, whose fields it fills. */
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
final class HibernateRows {

    /** Eight columns. */
    @Entity(name = "Item")
    @Table(name = "item")
    static class Item {
        @Id
        long id;

        @Column(name = "group_id")
        int groupId;

        String name;
        String code;
        long price;
        double weight;
        int stock;
        boolean active;
    }

    /** Inserted one by one. */
    @Entity(name = "Visit")
    @Table(name = "visit")
    static class Visit {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String guest;
        int city;
    }

    /** Inserted a thousand at once. */
    @Entity(name = "Measurement")
    @Table(name = "measurement")
    static class Measurement {
        @Id
        long id;

        int sensor;
        double reading;
    }

    /** Read, changed and written. */
    @Entity(name = "Account")
    @Table(name = "account")
    static class Account {
        @Id
        long id;

        String owner;
        long balance;

        @Version
        int version;
    }

    /** Read with its lines. */
    @Entity(name = "Purchase")
    @Table(name = "purchase")
    static class Purchase {
        @Id
        long id;

        String customer;
    }

    /** A line of it. */
    @Entity(name = "Line")
    @Table(name = "line")
    static class Line {
        @Id
        long id;

        @Column(name = "purchase_id")
        long purchaseId;

        String product;
        int quantity;
    }

    private HibernateRows() {}
}
