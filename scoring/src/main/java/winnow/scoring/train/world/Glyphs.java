package winnow.scoring.train.world;

import java.util.Map;

/** Capital letters and digits of five by seven dots, drawn for this project: system fonts differ between machines. */
final class Glyphs {

    /** Dots across. */
    static final int WIDTH = 5;

    /** Dots down. */
    static final int HEIGHT = 7;

    /** Dots from one letter to the next. */
    static final int ADVANCE = 6;

    /** Row by row; a hash is a dot. */
    private static final Map<Character, String> DOTS = Map.ofEntries(
            Map.entry('0', ".###.#...##..###.#.###..##...#.###."),
            Map.entry('1', "..#...##....#....#....#....#...###."),
            Map.entry('2', ".###.#...#....#...#...#...#...#####"),
            Map.entry('3', "####.....#....#.###.....#....#####."),
            Map.entry('4', "#..#.#..#.#..#.#####...#....#....#."),
            Map.entry('5', "######....####.....#....##...#.###."),
            Map.entry('6', ".###.#....#....####.#...##...#.###."),
            Map.entry('7', "#####....#...#....#...#....#....#.."),
            Map.entry('8', ".###.#...##...#.###.#...##...#.###."),
            Map.entry('9', ".###.#...##...#.####....#....#.###."),
            Map.entry('A', "..#...#.#.#...##...#######...##...#"),
            Map.entry('B', "####.#...##...#####.#...##...#####."),
            Map.entry('C', ".#####....#....#....#....#.....####"),
            Map.entry('D', "####.#...##...##...##...##...#####."),
            Map.entry('E', "######....#....####.#....#....#####"),
            Map.entry('F', "######....#....####.#....#....#...."),
            Map.entry('G', ".#####....#....#..###...##...#.####"),
            Map.entry('H', "#...##...##...#######...##...##...#"),
            Map.entry('I', "#####..#....#....#....#....#..#####"),
            Map.entry('J', "..###....#....#....#....##...#.###."),
            Map.entry('K', "#...##..#.#.#..##...#.#..#..#.#...#"),
            Map.entry('L', "#....#....#....#....#....#....#####"),
            Map.entry('M', "#...###.###.#.##.#.##...##...##...#"),
            Map.entry('N', "#...###..###..##.#.##..###..###...#"),
            Map.entry('O', ".###.#...##...##...##...##...#.###."),
            Map.entry('P', "####.#...##...#####.#....#....#...."),
            Map.entry('Q', ".###.#...##...##...##.#.##..#..##.#"),
            Map.entry('R', "####.#...##...#####.#.#..#..#.#...#"),
            Map.entry('S', ".#####....#.....###.....#....#####."),
            Map.entry('T', "#####..#....#....#....#....#....#.."),
            Map.entry('U', "#...##...##...##...##...##...#.###."),
            Map.entry('V', "#...##...##...##...##...#.#.#...#.."),
            Map.entry('W', "#...##...##...##.#.##.#.###.###...#"),
            Map.entry('X', "#...##...#.#.#...#...#.#.#...##...#"),
            Map.entry('Y', "#...##...#.#.#...#....#....#....#.."),
            Map.entry('Z', "#####....#...#...#...#...#....#####"));

    private Glyphs() {}

    /** Whether there is a dot. */
    static boolean dot(char letter, int column, int row) {
        String dots = DOTS.get(letter);
        if (dots == null) {
            throw new IllegalArgumentException("There is no glyph of '" + letter + "'");
        }
        return dots.charAt(row * WIDTH + column) == '#';
    }
}
