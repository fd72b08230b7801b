package dev.cormorant.tck;

import ee.jakarta.tck.data.framework.read.only.NaturalNumber.NumberType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** The tests order by an enum and mean its positions; without a word about it, a constant is kept by its name here. */
@Converter
public final class NumberTypes implements AttributeConverter<NumberType, Integer> {

    private static final List<NumberType> ALL = List.of(NumberType.ONE, NumberType.PRIME, NumberType.COMPOSITE);

    @Override
    public Integer convertToDatabaseColumn(NumberType type) {
        return ALL.indexOf(type);
    }

    @Override
    public NumberType convertToEntityAttribute(Integer position) {
        return ALL.get(position);
    }
}
