package winnow.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers from the command line and refuses those that make no sense, in one clause that ends the sentence. */
final class Numbers {

    private Numbers() {}

    /** A whole number of 1 or more. */
    static final class Positive implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return whole(value, 1, Long.MAX_VALUE);
        }
    }

    /** A whole number of 1 or more, small enough for an {@code int}. */
    static final class PositiveInt implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return Math.toIntExact(whole(value, 1, Integer.MAX_VALUE));
        }
    }

    /** A whole number of 0 or more, small enough for an {@code int}. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return Math.toIntExact(whole(value, 0, Integer.MAX_VALUE));
        }
    }

    /** A share such as 10% or 2.5%, above 0 and below 100; becomes a number between 0 and 1. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            String number = value.endsWith("%") ? value.substring(0, value.length() - 1) : "";
            double percent = number.matches("\\d{1,3}(\\.\\d{1,9})?") ? Double.parseDouble(number) : 0;
            if (percent <= 0 || percent >= 100) {
                throw new TypeConversionException(
                        "must be a share above 0% and below 100%, such as 10%, was \"" + value + "\"");
            }
            return percent / 100;
        }
    }

    /** Any number that is finite. */
    static final class Finite implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            try {
                double number = Double.parseDouble(value);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException("must be a number, was \"" + value + "\"");
            }
            throw new TypeConversionException("must be a finite number, was \"" + value + "\"");
        }
    }

    private static long whole(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("must be a whole number, was \"" + value + "\"");
        }
        throw new TypeConversionException("must be " + least + " or more, was " + value);
    }
}
