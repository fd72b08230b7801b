package com.example.library;

import dev.cormorant.sql.entity.CreatedAt;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Somebody who may borrow. */
@Table(name = "member")
public record Member(
        @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id,
        @Column(length = 60) String name,
        @Column(length = 80, unique = true) String email,
        @CreatedAt Instant joinedAt) {}
