package dev.cormorant.testing.data;

import dev.cormorant.testing.data.internal.sample.Maker;
import dev.cormorant.testing.data.internal.sample.PropertyName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes entities with sensible values for tests, in which a test says only what it is about. Made of the class alone, without a
 * database.
 *
 * <pre>{@code
 * City oslo = Samples.of(City.class).with(City::name, "Oslo").build();
 * List<Order> orders = Samples.of(Order.class).seed(7).with("customer", customer).with("address.city", "Oslo").list(20);
 * }</pre>
 *
 * <ul>
 *   <li>The same class, seed, number and path give the same value, in every run and on every machine; giving one value changes no
 *       other one.
 *   <li>Texts look like what their component is called, and fit {@code @Column(length)}; decimals fit {@code precision} and {@code
 *       scale}; times are to the microsecond, in the three years from 2023. Enums, embedded objects, {@code Optional}, sets of enums,
 *       and the types of {@code docs/entities.md} have values; so have lists, maps of texts and records under {@code @Json}.
 *   <li>What the layer or the database fills (generated keys, versions, times of creation and change, marks) is empty. Other keys, and
 *       what is {@code @Column(unique = true)}, are unique among the samples of one builder, and among those of builders whose seeds
 *       differ modulo 2,000; of {@code byte} and {@code short} up to their largest value.
 *   <li>Relations are not fetched. One that is given also fills the component with its key: {@code customer} that of {@code
 *       customerId}. Without it such a component is a number like any other.
 * </ul>
 *
 * <p>Not safe for several threads.
 *
 * @param <T> the entity
 */
public final class Samples<T> {

    private static final long MOST = 999_999;

    private final Class<T> type;
    private final Map<String, @Nullable Object> given = new LinkedHashMap<>();
    private final Map<String, LongFunction<? extends @Nullable Object>> numbered = new LinkedHashMap<>();
    private long seed;
    private boolean minimal;
    private long last;

    private Samples(Class<T> type) {
        this.type = type;
    }

    /**
     * A builder.
     *
     * @param <T> the entity
     * @param type its class: a record, or a class with a constructor without parameters; of a sealed entity one of its classes
     * @return the builder, with the seed 0
     */
    public static <T> Samples<T> of(Class<T> type) {
        return new Samples<>(type);
    }

    /**
     * Sets the seed, and begins with the first sample again.
     *
     * @param newSeed any number
     * @return this
     */
    public Samples<T> seed(long newSeed) {
        seed = newSeed;
        last = 0;
        return this;
    }

    /** Leaves everything empty that may be: {@code Optional}s, and what is neither a primitive, a key nor marked as not null; returns this. */
    public Samples<T> minimal() {
        minimal = true;
        return this;
    }

    /**
     * Gives a value to all samples.
     *
     * @param path the component, or {@code address.city} within an embedded one
     * @param value the value; what an {@code Optional}, {@code One} or {@code Many} is to hold need not be wrapped
     * @return this
     * @throws IllegalArgumentException if there is no such component; the message names those that there are. One of another type is
     *     refused by {@link #build}
     */
    public Samples<T> with(String path, @Nullable Object value) {
        Maker.check(type, path);
        numbered.remove(path);
        given.put(path, value);
        return this;
    }

    /**
     * Gives a value to all samples, checked by the compiler.
     *
     * @param <V> the type of the component
     * @param property the component, as a method reference
     * @param value the value
     * @return this
     * @throws IllegalArgumentException if it is no method reference to a component
     */
    public <V extends @Nullable Object> Samples<T> with(Property<T, V> property, V value) {
        return with(PropertyName.of(property), value);
    }

    /**
     * Gives each sample a value of its own.
     *
     * @param path the component, as for {@link #with(String, Object)}
     * @param value gives the value of the nth sample, counted from 1
     * @return this
     * @throws IllegalArgumentException if there is no such component
     */
    public Samples<T> withEach(String path, LongFunction<? extends @Nullable Object> value) {
        Maker.check(type, path);
        given.remove(path);
        numbered.put(path, value);
        return this;
    }

    /**
     * Makes the next sample.
     *
     * @return the sample
     * @throws IllegalArgumentException if a value that was given does not fit, a component has a type without samples, or the class
     *     refuses the values
     * @throws IllegalStateException after 999,999 samples
     */
    public T build() {
        if (last >= MOST) {
            throw new IllegalStateException("a builder of samples makes " + MOST + "; take another seed");
        }
        last++;
        Map<String, @Nullable Object> values = new LinkedHashMap<>(given);
        numbered.forEach((path, value) -> values.put(path, value.apply(last)));
        return type.cast(new Maker(type, seed, minimal).make(last, values));
    }

    /**
     * Makes the next samples.
     *
     * @param count how many; 0 to 999,999
     * @return the samples
     * @throws IllegalArgumentException as {@link #build}, and if {@code count} is outside that range
     */
    public List<T> list(int count) {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("a list of samples has 0 to " + MOST + ", not " + count);
        }
        List<T> samples = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            samples.add(build());
        }
        return samples;
    }
}
