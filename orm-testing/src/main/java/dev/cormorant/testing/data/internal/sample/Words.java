package dev.cormorant.testing.data.internal.sample;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Texts that look like what their names promise. */
final class Words {

    private static final List<String> FIRST =
            List.of("Ada", "Bo", "Chloë", "Dag", "Emil", "Fatima", "Grace", "Håkon", "Ines", "Jürgen");
    private static final List<String> LAST =
            List.of("Berg", "Dahl", "Müller", "Novák", "O'Neill", "Ortiz", "Sørensen", "Tan", "Wood");
    private static final List<String> CITIES =
            List.of("Bergen", "Dakar", "Köln", "Lima", "Łódź", "Oslo", "Pune", "São Paulo", "Tromsø", "Ulm", "Wien");
    private static final List<String> COUNTRIES =
            List.of("Austria", "Chile", "Kenya", "Nepal", "Norway", "Peru", "Senegal");
    private static final List<String> CODES = List.of("AT", "CL", "DE", "KE", "NO", "NP", "PE", "SN");
    private static final List<String> STREETS =
            List.of("Harbour Street", "Long Lane", "Mill Road", "Nygata", "Rue Haute");
    private static final List<String> WORDS = List.of(
            "amber", "basalt", "cedar", "delta", "ember", "fjord", "garnet", "harbour", "indigo", "juniper", "lichen",
            "maple");

    private Words() {}

    /**
     * A text.
     *
     * @param owner the simple name of the class that the component belongs to
     * @param name the name of the component
     * @param random where its choices come from
     */
    static String text(String owner, String name, Random random) {
        String what = name.toLowerCase(Locale.ROOT);
        if (what.contains("mail")) {
            return pick(WORDS, random) + "." + pick(WORDS, random) + "@example.org";
        } else if (what.contains("phone") || what.contains("mobile")) {
            return "+47 555 " + (10_000 + random.nextInt(90_000));
        } else if (what.contains("url") || what.contains("website") || what.contains("link")) {
            return "https://example.org/" + pick(WORDS, random);
        } else if (what.contains("zip") || what.contains("postal")) {
            return String.valueOf(10_000 + random.nextInt(90_000));
        } else if (what.contains("description") || what.contains("comment") || what.contains("note")) {
            return "A " + pick(WORDS, random) + " " + pick(WORDS, random) + " of " + pick(WORDS, random) + ".";
        }
        return name(owner.toLowerCase(Locale.ROOT), what, random);
    }

    private static String name(String owner, String what, Random random) {
        if (what.contains("street")) {
            return pick(STREETS, random) + " " + (1 + random.nextInt(99));
        } else if (what.contains("code") || what.contains("iso")) {
            return pick(CODES, random);
        } else if (what.contains("first")) {
            return pick(FIRST, random);
        } else if (what.contains("last") || what.contains("surname")) {
            return pick(LAST, random);
        } else if (what.contains("country") || (what.equals("name") && owner.contains("country"))) {
            return pick(COUNTRIES, random);
        } else if (what.contains("city") || what.contains("town") || (what.equals("name") && owner.contains("city"))) {
            return pick(CITIES, random);
        } else if (what.equals("name") && owner.matches(".*(person|customer|user|author|employee|member|owner).*")) {
            return pick(FIRST, random) + " " + pick(LAST, random);
        }
        return what.contains("title") || what.contains("name")
                ? capital(pick(WORDS, random)) + " " + pick(WORDS, random)
                : pick(WORDS, random);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    /** {@return the text cut to so many characters} */
    static String cut(String text, int length) {
        int characters = text.codePointCount(0, text.length());
        return characters <= length ? text : text.substring(0, text.offsetByCodePoints(0, Math.max(0, length)));
    }
}
