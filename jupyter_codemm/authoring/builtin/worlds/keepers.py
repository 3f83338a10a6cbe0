"""Worlds of classes that remember. They name the class and its methods too."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World


def _world(keys: str, place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(keys.split(), words.split(), strict=True)))


_HISTORIES = "thing things name note undo best"
_POLLS = "thing ballot name vote drop leader kinds"
_LINES = "thing name join serve leave waiting"
HISTORIES: tuple[World, ...] = (
    _world(
        _HISTORIES,
        "for the sketch pad",
        ("A drawing program remembers the width of each line. The last line can be taken back."),
        "width widths SketchPad draw undo widest",
    ),
    _world(
        _HISTORIES,
        "for the chess clock",
        "A clock notes the seconds of each move. A wrong entry can be taken back.",
        "time times MoveClock enter revoke longest",
    ),
    _world(
        _HISTORIES,
        "for the climber",
        ("A climber notes each height that she reaches. She takes back what she noted by mistake."),
        "height heights Climb reach forget highest",
    ),
    _world(
        _HISTORIES,
        "for the recipe",
        "A cook notes the grams of each thing in a bowl. A slip of the pen is taken back.",
        "weight weights Recipe weigh strike heaviest",
    ),
    _world(
        _HISTORIES,
        "for the dart board",
        "Friends throw darts and note the points. A throw that did not count is taken back.",
        "score scores DartBoard hit cancel top",
    ),
    _world(
        _HISTORIES,
        "for the garden plan",
        "A planner notes the length of each bed. Beds that are too long are taken back.",
        "length lengths GardenPlan add remove longest",
    ),
    _world(
        _HISTORIES,
        "for the run diary",
        (
            "A runner notes how far she came each day. A day that was noted by mistake is taken "
            "back."
        ),
        "distance distances RunDiary log erase farthest",
    ),
    _world(
        _HISTORIES,
        "for the auction",
        "An auction lists the bids for a painting. The last bid may be taken back.",
        "bid bids Auction bid withdraw highest",
    ),
    _world(
        _HISTORIES,
        "for the weather book",
        ("A class writes down the noon temperature. The last line of the book can be wiped out."),
        "temperature temperatures WeatherBook write wipe hottest",
    ),
    _world(
        _HISTORIES,
        "for the tip jar",
        "Waiters note each tip on a slate. The newest note can be rubbed out.",
        "tip tips TipJar note rub largest",
    ),
    _world(
        _HISTORIES,
        "for the fishing trip",
        "Friends note the weight of each fish. A fish that gets away is struck off the list.",
        "fish fishes Catch land lose biggest",
    ),
)
POLLS: tuple[World, ...] = (
    _world(
        _POLLS,
        "for the pet contest",
        ("Visitors of a fair vote for the nicest name of a pony. The count is shown all day long."),
        "name vote Contest vote strike winner names",
    ),
    _world(
        _POLLS,
        "for the soup kitchen",
        "Guests say which soup they like best. The cook looks at the count each evening.",
        "soup vote SoupPoll choose remove favourite soups",
    ),
    _world(
        _POLLS,
        "for the song wish",
        ("Listeners send wishes for songs to a radio station. The one that leads is played next."),
        "song wish Wishes wish skip first songs",
    ),
    _world(
        _POLLS,
        "for the bird count",
        "Children watch a bird house. Each time they see a bird, they tell its name.",
        "bird sight BirdCount spot forget leader birds",
    ),
    _world(
        _POLLS,
        "for the color poll",
        "A school wants a new color for its door. Everybody may name a color.",
        "color vote ColorPoll pick cancel front colors",
    ),
    _world(
        _POLLS,
        "for the word game",
        "In a word game every player calls out words. A computer counts them.",
        "word call WordGame call clear chief words",
    ),
    _world(
        _POLLS,
        "for the class trip",
        "A class cannot agree where to go. Everybody may name a town as often as they like.",
        "town call TripPoll suggest reject goal towns",
    ),
    _world(
        _POLLS,
        "for the menu",
        ("A small kitchen counts what its guests ask for. A dish that has run out is taken off."),
        "dish order Menu order cancel hit dishes",
    ),
    _world(
        _POLLS,
        "for the plant walk",
        "Walkers tell each other which plants they find. A guide keeps the count.",
        "plant find PlantWalk find omit champion plants",
    ),
    _world(
        _POLLS,
        "for the film night",
        "Neighbours want to watch a film together. They put paper slips into a box.",
        "film slip FilmNight back veto choice films",
    ),
    _world(
        _POLLS,
        "for the ship's name",
        "A new ship needs a name. The people of the harbour send in cards.",
        "name card ShipName send discard lead names",
    ),
)
LINES: tuple[World, ...] = (
    _world(
        _LINES,
        "for the swing boat",
        "Children line up for a swing boat. Nobody may stand in the line twice.",
        "child SwingBoat join ride quit waiting",
    ),
    _world(
        _LINES,
        "for the repair shop",
        "Bikes wait in a repair shop. Each bike has a name and waits only once.",
        "bike RepairShop bring repair fetch waiting",
    ),
    _world(
        _LINES,
        "for the reading hour",
        "Books wait to be read aloud. A book that waits already is not added again.",
        "book ReadingHour add read remove left",
    ),
    _world(
        _LINES,
        "for the wash place",
        "Dogs wait to be washed. A clever owner tries to put a dog into the line twice.",
        "dog WashPlace bring wash collect dirty",
    ),
    _world(
        _LINES,
        "for the launch pad",
        "Toy rockets wait for their start. Each rocket has a name and waits only once.",
        "rocket LaunchPad mount launch remove ready",
    ),
    _world(
        _LINES,
        "for the stage",
        "Bands wait for their turn on a stage. No band may wait in two places.",
        "band StageList enter play cancel bands",
    ),
    _world(
        _LINES,
        "for the ice rink",
        "Skaters wait at a small ice rink. Nobody may stand in the line twice.",
        "skater IceRink arrive enter depart skaters",
    ),
    _world(
        _LINES,
        "for the ferry",
        "Cars wait for a ferry. Each car is known by a word on its plate.",
        "car FerryLine arrive board turn cars",
    ),
    _world(
        _LINES,
        "for the print shop",
        "Posters wait for the press. A poster that waits already is not added again.",
        "poster PrintShop submit press recall posters",
    ),
    _world(
        _LINES,
        "for the vet",
        "Pets wait at the vet. A nervous owner puts the same pet on the list twice.",
        "pet VetList add treat drop pets",
    ),
    _world(
        _LINES,
        "for the sauna",
        "Guests wait for a place in the sauna. Each guest gives a name and waits only once.",
        "guest Sauna come admit go guests",
    ),
)
