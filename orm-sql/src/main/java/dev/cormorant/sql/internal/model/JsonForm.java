package dev.cormorant.sql.internal.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cormorant.core.error.MappingException;
import java.lang.reflect.Type;

/**
 * JSON by Jackson; touched only by an entity that asks for it, since Jackson may be missing. One for each database: Jackson remembers
 * classes, which may belong to a class loader that is to go.
 */
final class JsonForm {

    /** Modules on the class path, such as those for java.time, are used; the mapper is safe for all threads. */
    private final ObjectMapper mapper = new ObjectMapper().findAndRegisterModules();

    Form of(Type type) {
        JavaType wanted = mapper.constructType(type);
        return Form.json(value -> written(value, wanted), text -> read((String) text, wanted));
    }

    private Object written(Object value, JavaType type) {
        try {
            return mapper.writerFor(type).writeValueAsString(value);
        } catch (JsonProcessingException refused) {
            throw failed("write", type, refused);
        }
    }

    private Object read(String text, JavaType type) {
        try {
            return mapper.readValue(text, type);
        } catch (JsonProcessingException refused) {
            throw failed("read", type, refused);
        }
    }

    /** Jackson's own message may hold a piece of the text. */
    private static MappingException failed(String what, JavaType type, JsonProcessingException cause) {
        return new MappingException(
                what + " JSON of " + type.toCanonical() + ": Jackson refused it with a "
                        + cause.getClass().getSimpleName() + " (the cause)",
                cause);
    }
}
