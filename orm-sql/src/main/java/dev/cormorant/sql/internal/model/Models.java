package dev.cormorant.sql.internal.model;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.PrimitiveGetters;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.sql.internal.cache.BoundedCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The models of one database, each read at its first use. Safe for all threads. */
public final class Models {

    /** The most models that are kept; beyond that, all are read anew. */
    static final int CAPACITY = 1_024;

    private final ColumnTypes types;
    private final Product product;
    private final EntityOptions options;
    private final Forms forms;
    private final BoundedCache<Class<?>, Model<?>> models = new BoundedCache<>(CAPACITY);

    /**
     * None read yet.
     *
     * @param database the database
     * @param options how classes are read
     */
    public Models(Database database, EntityOptions options) {
        this(database.columnTypes(), Product.of(database.server().dialect()), options);
    }

    Models(ColumnTypes types, Product product, EntityOptions options) {
        this.types = types;
        this.product = product;
        this.options = options;
        this.forms = new Forms(types, options.converters());
    }

    /**
     * The model of an entity.
     *
     * @param <E> the entity
     * @param type its class
     * @return the model
     * @throws dev.cormorant.core.error.MappingException if it cannot work; the message names class, component and remedy
     */
    public <E> Model<E> of(Class<E> type) {
        Model<?> known = models.get(type);
        return cast(
                known == null
                        ? models.keep(type, new ModelReader(this, forms, options.naming(), product).read(type))
                        : known);
    }

    /** A model is kept under the class that it is for. */
    @SuppressWarnings("unchecked")
    private static <E> Model<E> cast(Model<?> model) {
        return (Model<E>) model;
    }

    /** {@return the models read so far, in no order} */
    public List<Model<?>> known() {
        return models.values();
    }

    /** {@return the database that they are for} */
    public Product product() {
        return product;
    }

    /** {@return how its values go in and out} */
    public ColumnTypes types() {
        return types;
    }

    /** {@return how classes are read} */
    public EntityOptions options() {
        return options;
    }

    /** {@return how the numbers of a result are read} */
    PrimitiveGetters getters(ResultSet rows) throws SQLException {
        return types.primitives(rows);
    }
}
