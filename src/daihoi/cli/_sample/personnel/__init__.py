"""Personnel work of the samples: people, schemes on their way, and what congresses made of them. All of it generated.

Nobody in it lives: names are put together by chance from lists of family, middle and given names, and each record says
"mẫu". What articles tell of numbers is as they tell it.
"""
