package dev.cormorant.examples.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The bundled data, read from the class path. */
final class DataFiles {

    /** Who must be named with the cities. */
    static final String ATTRIBUTION = "cities: GeoNames (geonames.org), CC BY 4.0; countries: countries-list, MIT";

    /** How many rows {@link #cities} has. */
    static final int CITIES = 135_233;

    private DataFiles() {}

    static List<Country> countries() {
        try (CsvReader<NamedCsvRecord> csv = reader(open("countries.csv"));
                Stream<NamedCsvRecord> rows = csv.stream()) {
            return rows.map(DataFiles::country).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the bundled countries.csv", broken);
        }
    }

    /** Gives the cities one after the other; they are never all in memory. */
    static <R> R cities(Function<Stream<City>, R> use) {
        try (CsvReader<NamedCsvRecord> csv = reader(new GZIPInputStream(open("cities.csv.gz"), 1 << 16));
                Stream<NamedCsvRecord> rows = csv.stream()) {
            return use.apply(rows.map(DataFiles::city));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the bundled cities.csv.gz", broken);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream found = DataFiles.class.getResourceAsStream("/data/" + name);
        if (found == null) {
            throw new IOException("no such resource: data/" + name);
        }
        return found;
    }

    private static CsvReader<NamedCsvRecord> reader(InputStream bytes) {
        return CsvReader.builder().ofNamedCsvRecord(bytes);
    }

    private static Country country(NamedCsvRecord row) {
        return new Country(
                row.getField("Code"),
                row.getField("Name"),
                row.getField("Native"),
                row.getField("Continent"),
                Optional.of(row.getField("Capital")).filter(capital -> !capital.isEmpty()),
                Arrays.stream(row.getField("Languages").split(",", -1))
                        .filter(code -> !code.isEmpty())
                        .toList());
    }

    private static City city(NamedCsvRecord row) {
        return new City(
                Long.parseLong(row.getField("geoname_id")),
                row.getField("name"),
                row.getField("country_code"),
                row.getField("admin1_code"),
                row.getField("feature_code"),
                Long.parseLong(row.getField("population")),
                Double.parseDouble(row.getField("latitude")),
                Double.parseDouble(row.getField("longitude")));
    }
}
