package dev.cormorant.sql.internal.model;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.sql.internal.map.Cell;
import dev.cormorant.sql.internal.map.ColumnRead;
import dev.cormorant.sql.internal.map.RowMaker;
import dev.cormorant.sql.internal.map.RowPlan;
import dev.cormorant.sql.mapping.RowMapper;
import java.lang.invoke.MethodHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the instances of one class. */
final class OneClass<E> implements Model.Making<E> {

    private final Class<E> type;
    private final Structure structure;
    private final List<AttributeModel> attributes;
    private final Model.Variants<E> variants;
    private final RowPlan<RowMapper<E>> plan;
    private final Models models;

    OneClass(
            Class<E> type,
            Structure structure,
            List<AttributeModel> attributes,
            Model.Variants<E> variants,
            Models models) {
        this.type = type;
        this.structure = structure;
        this.attributes = attributes;
        this.variants = variants;
        this.models = models;
        this.plan = plan(i -> i + 1);
    }

    @Override
    public RowPlan<RowMapper<E>> plan(Model.Positions positions) {
        List<ColumnRead> reads = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        for (AttributeModel attribute : attributes) {
            Cell cell = cell(attribute, positions.of(attribute.index()), models.types());
            @Nullable UnaryOperator<@Nullable Object> reading = attribute.form().reading();
            Class<?> target = attribute.field().getType();
            cells.add(cell);
            reads.add(reading == null ? ColumnRead.of(target, cell) : ColumnRead.converted(target, cell, reading));
        }
        Cell[] columns = cells.toArray(Cell[]::new);
        return new RowPlan<>(reads, handles -> structure.assemble(handles, columns), this::mapper);
    }

    private RowMapper<E> mapper(MethodHandle make) {
        return new RowMaker<>(type, make, "a converter or the constructor")::make;
    }

    private Cell cell(AttributeModel attribute, int column, ColumnTypes types) {
        String target = "the component " + attribute.path() + " of " + type.getSimpleName();
        return new Cell(types, column, attribute.column(), attribute.columnType(), target);
    }

    @Override
    public RowMapper<E> mapper(ResultSet rows) throws SQLException {
        return plan.mapper(models.getters(rows));
    }

    @Override
    public Object with(E instance, Changes changes) {
        return structure.with(instance, changes);
    }

    @Override
    public Model.Variants<E> variants() {
        return variants;
    }
}
